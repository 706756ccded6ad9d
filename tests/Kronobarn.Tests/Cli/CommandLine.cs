using System.Text;
using Kronobarn.Kernel;

namespace Kronobarn.Tests.Cli;

/// <summary>What a verb left behind: its exit code and what it wrote.</summary>
internal sealed record Ran(int Exit, string Out, string Error)
{
    public string All => Out + Error;
}

/// <summary>Runs a verb as the program does, with streams in memory.</summary>
internal static class CommandLine
{
    public static async Task<Ran> Run<TVerb>(IServiceProvider services, params string[] args)
        where TVerb : IVerb
    {
        using var input = new MemoryStream();
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        var exit = await TVerb.Run(new VerbContext(args, input, output, error, services, default));
        return new Ran(exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
