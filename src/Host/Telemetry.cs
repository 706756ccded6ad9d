using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Kronobarn.Host;

/// <summary>Metrics and traces by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. Names of slices only, never a person's data.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder.Services.AddSingleton(Sdk.CreateMeterProviderBuilder().AddMeter("Kronobarn", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddOtlpExporter().Build());
        builder.Services.AddSingleton(Sdk.CreateTracerProviderBuilder().AddSource("Kronobarn").AddOtlpExporter().Build());
        builder.Services.AddHostedService<Flush>();
    }

    // Holding the providers makes the container build them at start and dispose, and so flush, them at the end.
    private sealed class Flush(MeterProvider meters, TracerProvider traces) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            meters.ForceFlush(1000);
            traces.ForceFlush(1000);
            return Task.CompletedTask;
        }
    }
}
