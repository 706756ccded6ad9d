using System.Reflection;
using System.Runtime.CompilerServices;
using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kronobarn.Tests.Accesses;

/// <summary>No message passes the policy by: every one that is audited names its operation, and with a policy that admits nobody none of them is answered.</summary>
public sealed class WallsAroundMessagesTests(Town town) : IClassFixture<Town>
{
    private static IReadOnlyList<Type> Messages { get; } = [.. Repository.Modules.SelectMany(module => Assembly.Load($"Kronobarn.{module}").GetTypes()).Where(type => typeof(IBaseRequest).IsAssignableFrom(type) && !type.IsAbstract)];

    [Fact]
    public void Every_message_that_is_audited_asks_the_policy_and_every_one_that_asks_is_audited()
    {
        Assert.NotEmpty(Messages);
        Rule.NoOffenders("Messages with half a wall:", Messages.Select(Fault).OfType<string>());
    }

    [Theory]
    [InlineData(typeof(AuditedAlone), "names no operation")]
    [InlineData(typeof(OperationAlone), "writes no audit row")]
    [InlineData(typeof(OperationOfNoMatrix), "in no matrix")]
    [InlineData(typeof(ChildWithoutOperation), "about a child or a record")]
    [InlineData(typeof(WholeWall), null)]
    public void A_message_with_half_a_wall_is_caught(Type planted, string? fault)
    {
        if (fault is null)
            Assert.Null(Fault(planted));
        else
            Assert.Contains(fault, Fault(planted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_policy_that_admits_nobody_no_handler_answers()
    {
        using var closed = town.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Scoped<IAccess, NobodyMay>());
            // What is sent is empty: the question is whether the policy is asked, not whether the content is right.
            foreach (var validator in services.Where(s => s.ServiceType.IsGenericType && s.ServiceType.GetGenericTypeDefinition() == typeof(IValidator<>)).ToList())
                services.Remove(validator);
        }));
        var asking = Messages.Where(message => AskedOperation.Of(message) is not null).ToList();
        var wrong = new List<string>();
        foreach (var message in asking)
        {
            var answer = await Send(closed.Services, message);
            if (answer is not null)
                wrong.Add($"{message}: {answer}");
        }

        Assert.True(asking.Count > 60, $"Only {asking.Count} messages were tried.");
        Rule.NoOffenders("Handlers that a policy without a yes does not stop:", wrong);
    }

    private static string? Fault(Type message)
    {
        var isAudited = message.GetCustomAttribute<AuditAttribute>() is not null;
        var operation = message.GetCustomAttribute<OperationAttribute>()?.Name;
        var isAbout = typeof(IAboutSubject).IsAssignableFrom(message) || typeof(IAboutRecord).IsAssignableFrom(message);
        return isAbout && operation is null ? $"{message} is about a child or a record and names no operation"
            : isAudited && operation is null ? $"{message} is audited and names no operation"
            : operation is not null && !isAudited ? $"{message} asks the policy and writes no audit row"
            : operation is not null && !Operations.All.Contains(operation, StringComparer.Ordinal) ? $"{message}: {operation} stands in no matrix"
            : null;
    }

    /// <returns>What went wrong, or <c>null</c> when it was refused after the policy had been asked.</returns>
    private static async Task<string?> Send(IServiceProvider services, Type message)
    {
        await using var scope = services.CreateAsyncScope();
        var modules = services.GetRequiredService<ModuleList>();
        var module = modules.Of(message);
        var organisation = module.IsActor ? module.Slug : Organisations.School;
        var roles = FunctionAccess.RuleOf(message)!.Roles;
        var isCitizen = FunctionAccess.IsForCitizens(message);
        var role = isCitizen ? Roles.Family : roles.FirstOrDefault(r => r is not (AllowAttribute.Staff or AllowAttribute.Anyone)) ?? Roles.Rektor;
        var call = scope.ServiceProvider.GetRequiredService<Call>();
        // A carried slice runs in an actor's store; a shared one in its own.
        call.Module = module.IsActor || !IsCarried(message) ? module : modules.Actor(organisation);
        call.Caller = new Caller("S-0780-1-head", "S-0780-1-head", organisation, "S-0780-1", role, "0780", isCitizen);
        var asked = (NobodyMay)scope.ServiceProvider.GetRequiredService<IAccess>();
        try
        {
            var answer = message.GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];
            await (Task)typeof(Sender).GetMethod(nameof(Sender.Send))!.MakeGenericMethod(answer).Invoke(scope.ServiceProvider.GetRequiredService<Sender>(), [Empty(message), CancellationToken.None])!;
            return "was answered";
        }
        catch (Exception e) when (e is NotFound or Forbidden)
        {
            var about = typeof(IAboutSubject).IsAssignableFrom(message) || typeof(IAboutRecord).IsAssignableFrom(message);
            return !asked.WasAsked ? "was refused without the policy being asked" : e is NotFound == about ? null : $"was refused with {e.GetType().Name}";
        }
        catch (Exception e)
        {
            return $"got past the policy, to {e.GetType().Name}: {e.Message}";
        }
    }

    private static bool IsCarried(Type message) => message.DeclaringType?.GetNestedTypes(BindingFlags.NonPublic).Any(t => t.GetCustomAttribute<CarriedByActorsAttribute>() is not null) ?? false;

    // Only a text can be somebody's slug; all else may be missing.
    private static object Empty(Type message)
    {
        var empty = RuntimeHelpers.GetUninitializedObject(message);
        foreach (var text in message.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.PropertyType == typeof(string) && p.CanWrite))
            text.SetValue(empty, Organisations.School);
        return empty;
    }

    private sealed class NobodyMay : IAccess
    {
        public bool WasAsked { get; private set; }

        public Task<Admission?> Admit(Call call, object message, CancellationToken cancel)
        {
            WasAsked = true;
            return Task.FromResult<Admission?>(null);
        }

        public Task<Admission?> Admit(Call call, string operation, Guid subjectId, CancellationToken cancel) => Task.FromResult<Admission?>(null);

        public bool AdmitsFunction(Call call, string operation) => false;
    }

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read)]
    private sealed record AuditedAlone : IQuery<int>;

    [Allow(AllowAttribute.Staff), NotAudited("planted"), Operation(Operations.ListChildren)]
    private sealed record OperationAlone : IQuery<int>;

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation("planted.operation")]
    private sealed record OperationOfNoMatrix : IQuery<int>;

    [Allow(AllowAttribute.Staff), NotAudited("planted")]
    private sealed record ChildWithoutOperation : IQuery<int>, IAboutSubject
    {
        public Guid SubjectId => Guid.Empty;
    }

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadChild)]
    private sealed record WholeWall : IQuery<int>;
}
