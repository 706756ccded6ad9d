using System.Collections.Concurrent;
using MediatR;

namespace Kronobarn.Tests.Pages;

/// <summary>What a test has planted before the slices: which are to fail, and which changes were sent.</summary>
internal sealed class Plants
{
    /// <summary>What a fault must never show: a name, a number, where it happened.</summary>
    public const string Secret = "Planterad Personsson 20190130-1234";

    /// <summary>Slices that fail.</summary>
    public ConcurrentDictionary<string, bool> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary>Every change that somebody asked for.</summary>
    public ConcurrentQueue<string> Changes { get; } = new();
}

/// <summary>Stands first in the pipeline.</summary>
internal sealed class PlantedBehavior<TRequest, TAnswer>(Plants plants) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : notnull
{
    public Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next) => Run(next);

    private Task<TAnswer> Run(RequestHandlerDelegate<TAnswer> next)
    {
        var slice = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;
        if (plants.Failing.ContainsKey(slice))
            throw new InvalidOperationException(Plants.Secret);
        if (typeof(TRequest).IsAssignableTo(typeof(Kernel.ICommand<TAnswer>)))
            plants.Changes.Enqueue(slice);
        return next();
    }
}
