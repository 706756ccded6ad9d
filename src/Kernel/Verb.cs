namespace Kronobarn.Kernel;

/// <summary>
/// A verb of the command line, found by the scan: <c>Kronobarn VERB [args]</c>. Exit 0 fine, 1 bad input, 2 bad usage, 3 check failed.
/// </summary>
public interface IVerb
{
    static abstract string Name { get; }

    /// <summary>One line for the help text: arguments and what it does.</summary>
    static abstract string Help { get; }

    static abstract Task<int> Run(VerbContext context);
}

/// <summary>What a verb gets: its arguments after the name, the process's streams, and the built services.</summary>
public sealed record VerbContext(string[] Args, Stream In, Stream Out, TextWriter Error, IServiceProvider Services, CancellationToken Cancel);

/// <summary>Work for the very first start in Development: an empty house is filled with a demo county.</summary>
public interface IFirstStart
{
    Task Run(CancellationToken cancel);
}
