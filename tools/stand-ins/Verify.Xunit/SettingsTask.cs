// Stands in for Verify.Xunit 31.12.5: the same names and shapes, for the part that tests here use.

using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A comparison that may still be given settings; awaiting it, or returning it as a task, runs it.</summary>
public sealed class SettingsTask
{
    private readonly Action<VerifySettings> _compare;
    private Task<VerifyResult>? _task;

    internal SettingsTask(VerifySettings? settings, Action<VerifySettings> compare)
    {
        CurrentSettings = new VerifySettings(settings);
        _compare = compare;
    }

    /// <summary>The settings so far.</summary>
    public VerifySettings CurrentSettings { get; }

    /// <inheritdoc cref="VerifySettings.UseDirectory"/>
    public SettingsTask UseDirectory(string directory) => With(settings => settings.UseDirectory(directory));

    /// <inheritdoc cref="VerifySettings.UseFileName"/>
    public SettingsTask UseFileName(string fileName) => With(settings => settings.UseFileName(fileName));

    /// <inheritdoc cref="VerifySettings.UseTypeName"/>
    public SettingsTask UseTypeName(string name) => With(settings => settings.UseTypeName(name));

    /// <inheritdoc cref="VerifySettings.UseMethodName"/>
    public SettingsTask UseMethodName(string name) => With(settings => settings.UseMethodName(name));

    /// <inheritdoc cref="VerifySettings.UseParameters"/>
    public SettingsTask UseParameters(params object?[] parameters) => With(settings => settings.UseParameters(parameters));

    /// <inheritdoc cref="VerifySettings.UseTextForParameters"/>
    public SettingsTask UseTextForParameters(string parametersText) => With(settings => settings.UseTextForParameters(parametersText));

    /// <inheritdoc cref="VerifySettings.AddScrubber"/>
    public SettingsTask AddScrubber(Action<StringBuilder> scrubber) => With(settings => settings.AddScrubber(scrubber));

    /// <inheritdoc cref="VerifySettings.ScrubLines"/>
    public SettingsTask ScrubLines(Func<string, bool> removeLine) => With(settings => settings.ScrubLines(removeLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesWithReplace"/>
    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine) =>
        With(settings => settings.ScrubLinesWithReplace(replaceLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining"/>
    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) =>
        With(settings => settings.ScrubLinesContaining(stringToMatch));

    /// <summary>Runs the comparison, once.</summary>
    public Task<VerifyResult> ToTask() => _task ??= Compare();

    /// <summary>Makes the comparison awaitable.</summary>
    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>Continues in whatever context there is.</summary>
    public ConfiguredTaskAwaitable<VerifyResult> ConfigureAwait(bool continueOnCapturedContext) =>
        ToTask().ConfigureAwait(continueOnCapturedContext);

    /// <summary>Lets a test return the comparison.</summary>
    public static implicit operator Task(SettingsTask settingsTask)
    {
        ArgumentNullException.ThrowIfNull(settingsTask);
        return settingsTask.ToTask();
    }

    private Task<VerifyResult> Compare()
    {
        try
        {
            _compare(CurrentSettings);
            return Task.FromResult(new VerifyResult());
        }
        catch (Exception exception)
        {
            return Task.FromException<VerifyResult>(exception);
        }
    }

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(CurrentSettings);
        return this;
    }
}

/// <summary>What a passed comparison results in.</summary>
public sealed class VerifyResult
{
    internal VerifyResult()
    {
    }
}
