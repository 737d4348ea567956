// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

namespace Cake.Frosting;

/// <summary>The name a task is asked for by; without it, the class's name.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The task's name.</summary>
    public string Name { get; } = name;
}

/// <summary>What --description prints for a task.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>The description.</summary>
    public string Description { get; } = description;
}

/// <summary>Runs another task before this one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute
{
    /// <summary>The class of the task that runs first.</summary>
    public Type Task { get; } = type;
}

/// <summary>Runs this task before another one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute
{
    /// <summary>The class of the task that runs afterwards.</summary>
    public Type Task { get; } = type;
}

/// <summary>Lets the tasks that follow run even if this one fails.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
