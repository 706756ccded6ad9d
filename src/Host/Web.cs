using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Kronobarn.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kronobarn.Host;

/// <summary>The web shell: middleware in its order, the modules' routes, the OpenAPI documents and their page, health.</summary>
internal static class Web
{
    /// <summary>The name of the document that holds every module's operations.</summary>
    public const string AllTogether = "v1";

    private const string ProblemSchema = "Problem";
    private const int LargestBody = 1024 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder, ModuleList modules)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.ConfigureHttpJsonOptions(options => Http.Strict(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<PageProblems>();
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenToAnyone(builder.Configuration);
        builder.Services.AddAssets(builder.Configuration);
        builder.Services.AddShell(modules, typeof(Web).Assembly);
        builder.AddBrowserSignIn();
        // Pages alone: what integrators fetch they can compress where they wish.
        builder.Services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/html"]));
        var schemas = new SchemaNames(modules);
        foreach (var module in modules.All)
            builder.Services.AddOpenApi(module.Slug, options => Describe(options, modules, schemas, module.Title, route => route.GroupName == module.Slug));
        builder.Services.AddOpenApi(AllTogether, options => Describe(options, modules, schemas, "Kronobarn: alla gränssnitt", route => route.GroupName is not null));
    }

    public static void UseWeb(this WebApplication app, ModuleList modules)
    {
        app.Use(FirstRequest(app.Services));
        app.Use(SafeHeaders);
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Empty(context.HttpContext));
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseCalls();
        app.MapModules(modules);
        app.MapOpenApi("/openapi/{documentName}.json").ExcludeFromDescription();
        app.Use(next => ApiPage(app, modules, next));
        app.MapHealth();
        app.MapAssets();
        app.MapPages();
        app.MapShell();
        app.MapOpenIdSignIn();
        app.MapDevelopmentSignIn();
        app.UseEndpoints(_ => { });
    }

    /// <summary>Describes every route and compiles the table of them while the stores and the port are being opened; otherwise the first request does it, and waits.</summary>
    public static void WarmRoutes(this WebApplication app)
    {
        _ = Task.Run(() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints);
    }

    // Few ask for the page, and every start would pay for it: it is made for the first who does.
    private static RequestDelegate ApiPage(WebApplication app, ModuleList modules, RequestDelegate next)
    {
        var made = new Lazy<RequestDelegate>(() =>
        {
            var branch = new ApplicationBuilder(app.Services);
            branch.UseSwaggerUI(page =>
            {
                page.RoutePrefix = "openapi";
                page.SwaggerEndpoint("/openapi/v1.json", "Alla gränssnitt");
                foreach (var module in modules.All)
                    page.SwaggerEndpoint($"/openapi/{module.Slug}.json", module.Title);
            });
            branch.Run(next);
            return branch.Build();
        });
        return http => http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal) ? made.Value(http) : next(http);
    }

    // The routes' table is made by the first request that passes. The house asks itself, while the port is being opened, so that nobody waits for it.
    private static Func<RequestDelegate, RequestDelegate> FirstRequest(IServiceProvider services) => next =>
    {
        _ = Task.Run(async () =>
        {
            await using var scope = services.CreateAsyncScope();
            var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            (http.Request.Method, http.Request.Path) = (HttpMethods.Get, "/health/live");
            await next(http);
        });
        return next;
    };

    // An answer without a body: a browser that asked for a page gets one, everybody else problem+json.
    private static Task Empty(HttpContext http) => PageRoutes.IsAskedForPage(http)
        ? PageRoutes.ShowProblem(http, http.Response.StatusCode)
        : ProblemHandler.Write(http, new ProblemDetails
        {
            Status = http.Response.StatusCode,
            Title = http.Response.StatusCode == 404 ? new NotFound().Message : Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(http.Response.StatusCode),
        });

    // Set when the answer starts, because the exception handler empties what was set before.
    private static Task SafeHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            // Swagger's page styles itself inline; the API's own answers load nothing at all.
            headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
                ? "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
                : "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static void Describe(OpenApiOptions options, ModuleList modules, SchemaNames schemas, string title, Func<Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription, bool> includes)
    {
        options.ShouldInclude = includes;
        options.CreateSchemaReferenceId = schemas.Of;
        options.AddDocumentTransformer((document, context, cancel) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = title,
                Version = "1.0.0",
                Description = "Days are Europe/Stockholm dates, intervals are half-open [from, to), instants are UTC. Errors are problem+json (RFC 9457). "
                    + "A child that the caller may not know of answers 404, exactly as one that does not exist.",
                Contact = new OpenApiContact { Name = "Kronobarn" },
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
                tag.Description = modules[tag.Name!].Title;
            document.Components ??= new OpenApiComponents();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            document.Components.Schemas[ProblemSchema] = ProblemDescribed();
            if (document.Paths.SelectMany(path => path.Value.Operations ?? []).Any(operation => operation.Value.Security is { Count: > 0 }))
            {
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
                document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, cancel) =>
        {
            DescribeOperation(operation, context);
            return Task.CompletedTask;
        });
    }

    private static void DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var slice = context.Description.ActionDescriptor.EndpointMetadata.OfType<SliceMetadata>().FirstOrDefault();
        if (slice is null)
            return;
        operation.OperationId = slice.OperationId;
        operation.Summary ??= slice.Slice;
        operation.Parameters ??= [];
        var isOpen = FunctionAccess.IsOpen(slice.Message);
        if (isOpen)
        {
            operation.Security = [];
            if (context.Description.HttpMethod is "POST")
            {
                Problem(operation, context, "413", "The body is larger than 64 KB.");
                Problem(operation, context, "429", "Too many requests from this address; Retry-After tells when to try again.");
            }
        }
        else
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            Header(operation, "Kronobarn-Purpose", "Why the data is asked for, in the caller's words (ändamål); at most 200 characters. Stands in the access log.", required: false);
            Problem(operation, context, "401", "No valid sign-in.");
            Problem(operation, context, "403", "The function is not for the caller's role or organisation.");
            Problem(operation, context, "404", "There is no such thing, or the caller may not know of it.");
        }

        if (context.Description.HttpMethod is "POST" && !isOpen)
        {
            Header(operation, "Idempotency-Key", "A key of the caller's making, at most 100 characters, kept for seven days: the same request again has one effect and the same answer.", required: false);
            Problem(operation, context, "409", "A rule says no; code tells which.");
            Problem(operation, context, "422", "The Idempotency-Key was used for another request.");
        }

        // A route with a limit of its own takes a file, and decides what it is.
        if (!isOpen && context.Description.ActionDescriptor.EndpointMetadata.OfType<Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata>().Any())
        {
            Problem(operation, context, "413", "The file is larger than is taken in.");
            Problem(operation, context, "415", "The file is of a kind that is not taken in.");
        }

        if (context.Description.HttpMethod is "PUT" or "PATCH")
        {
            Header(operation, "If-Match", "The ETag of the version that was edited.", required: true);
            Problem(operation, context, "412", "Someone has changed it since.");
            Problem(operation, context, "428", "If-Match is missing.");
        }

        Problem(operation, context, "400", "The request is not valid; errors tells the fields.");
        Problem(operation, context, "503", "The store cannot be used now; nothing was changed.");
    }

    private static void Header(OpenApiOperation operation, string name, string description, bool required) => operation.Parameters!.Add(new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });

    private static void Problem(OpenApiOperation operation, OpenApiOperationTransformerContext context, string status, string description)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ProblemSchema, context.Document),
                    Example = new JsonObject { ["type"] = "about:blank", ["title"] = description, ["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) },
                },
            },
        });
    }

    private static OpenApiSchema ProblemDescribed() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Which rule said no: stable, for screens and integrators. With 409 only." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by field. With 400 only.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
