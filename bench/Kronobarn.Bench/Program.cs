using Kronobarn.Bench;

var benchmarks = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type.IsClass && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();

if (args.Length > 0 && benchmarks.Find(benchmark => string.Equals(benchmark.Name, args[0], StringComparison.Ordinal)) is { } chosen)
    return await chosen.Run(args[1..]);

Console.Error.WriteLine("Run with -c Release. One of:");
foreach (var benchmark in benchmarks)
    Console.Error.WriteLine($"  {benchmark.Name} {benchmark.Help}");
return 2;

namespace Kronobarn.Bench
{
    /// <summary>One measurement, in a file of its own; the name is the first argument.</summary>
    internal interface IBenchmark
    {
        string Name { get; }

        /// <summary>Its arguments and what it measures, on one line.</summary>
        string Help { get; }

        Task<int> Run(string[] args);
    }
}
