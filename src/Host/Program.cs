using Kronobarn.Host;
using Kronobarn.Host.Cli;
using Kronobarn.Kernel;

// A verb runs in the same house as the web, and ends.
if (args is [var verb, ..] && !verb.StartsWith('-'))
    return await Verbs.Run(verb, args[1..]);

// Settings stand beside the program; data below the folder that it is started from.
// What needs nothing of each other is done side by side: looking for modules and reading settings; the stores and the routes.
var scan = Task.Run(House.Scan);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var modules = builder.AddHouse(await scan);
builder.AddWeb(modules);
builder.AddSignIn(listens: true);
builder.AddOpenIdSignIn();
builder.AddTelemetry();

var app = builder.Build();
var stores = Task.Run(() => Startup.Prepare(app));
app.UseWeb(modules);
app.WarmRoutes();
await stores;
await app.RunAsync();
return 0;

/// <summary>The program; public for the tests that start it.</summary>
public partial class Program;
