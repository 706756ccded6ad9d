using Kronobarn.Host;
using Kronobarn.Host.Cli;
using Kronobarn.Kernel;

// A verb runs in the same house as the web, and ends.
if (args is [var verb, ..] && !verb.StartsWith('-'))
    return await Verbs.Run(verb, args[1..]);

// Settings stand beside the program; data below the folder that it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var modules = builder.AddHouse();
builder.AddWeb(modules);
builder.AddSignIn(listens: true);
builder.AddTelemetry();

var app = builder.Build();
await Startup.Prepare(app);
app.UseWeb(modules);
await app.RunAsync();
return 0;

/// <summary>The program; public for the tests that start it.</summary>
public partial class Program;
