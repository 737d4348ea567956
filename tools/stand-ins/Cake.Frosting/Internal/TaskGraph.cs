// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using System.Reflection;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>Hands task classes over to Cake's engine.</summary>
internal sealed class TaskGraph(ICakeEngine engine, IFrostingContext context)
{
    public void Register(IEnumerable<IFrostingTask> tasks, IFrostingLifetime? lifetime)
    {
        foreach (IFrostingTask task in tasks)
            Register(task);
        if (lifetime is null)
            return;
        engine.RegisterSetupAction(info => lifetime.Setup(context, info));
        engine.RegisterTeardownAction(info => lifetime.Teardown(context, info));
    }

    private void Register(IFrostingTask task)
    {
        Type type = task.GetType();
        CakeTaskBuilder builder = engine.RegisterTask(NameOf(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
            builder.Description(description.Description);
        foreach (IsDependentOnAttribute dependency in type.GetCustomAttributes<IsDependentOnAttribute>())
            builder.IsDependentOn(NameOf(dependency.Task));
        foreach (IsDependeeOfAttribute dependee in type.GetCustomAttributes<IsDependeeOfAttribute>())
            builder.IsDependeeOf(NameOf(dependee.Task));
        if (type.IsDefined(typeof(ContinueOnErrorAttribute)))
            builder.ContinueOnError();

        // Only what a task overrides is registered: an error handler that does nothing would hide the error.
        if (Overrides(type, "Run") || Overrides(type, "RunAsync"))
            builder.Does(task.RunAsync);
        if (Overrides(type, "ShouldRun"))
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        if (Overrides(type, "OnError"))
            builder.OnError(exception => task.OnError(exception, context));
        if (Overrides(type, "Finally"))
            builder.Finally(() => task.Finally(context));
    }

    private static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    private static bool Overrides(Type task, string method) => task
        .GetMethods(BindingFlags.Instance | BindingFlags.Public)
        .Any(candidate => candidate.Name == method && candidate.GetBaseDefinition().DeclaringType != candidate.DeclaringType);
}
