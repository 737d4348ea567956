using Cake.Common.Diagnostics;
using Cake.Frosting;
using PluginRender.Build.Arguments;
using PluginRender.Build.Rendering;
using PluginRender.Hosting;
using PluginRender.Projects;

namespace PluginRender.Build.Tasks;

/// <summary>Lists every effect found, with its parameters.</summary>
[TaskName(nameof(Effects)), TaskDescription("Lists every effect found, with its parameters; --lock pins the plugins in plugins.lock, --schema=FILE writes a project schema with them.")]
public sealed class Effects : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.CommandLine.WriteCatalog) WriteDown(context);
        if (context.CommandLine.LockPlugins) Lock(context);
        var session = new RenderSession(context);
        if (session.Catalog.Effects.IsEmpty)
            throw new TaskFailedException(ExitCode.Missing, $"no effects in {string.Join(", ", session.Arguments.PluginFolders)}; build the plugins or give --plugins=DIR");
        if (context.CommandLine.SchemaFile is { } schema)
        {
            File.WriteAllText(schema, EffectSchema.WithEffects(File.ReadAllText(context.Paths.ProjectSchema), session.Catalog.Effects));
            if (!context.CommandLine.Json) context.Information($"[effects] wrote {schema}");
        }

        if (context.CommandLine.Log == LogChoice.Json)
        {
            foreach (string line in EffectListing.Text(session.Catalog.Effects).Split('\n', StringSplitOptions.RemoveEmptyEntries)) session.Write("effects", line);
            return;
        }

        // What a target was asked to print goes out as it is: Cake's log would format it.
        Console.Out.Write(context.CommandLine.Json ? EffectListing.Json(session.Catalog.Effects) : EffectListing.Text(session.Catalog.Effects));
    }

    private static void WriteDown(BuildContext context)
    {
        foreach ((string file, string text) in WrittenEffects.Of(context.Paths))
        {
            if (File.Exists(file) && File.ReadAllText(file) == text) continue;
            File.WriteAllText(file, text);
            context.Information($"[effects] wrote {Path.GetRelativePath(context.Paths.Root, file)}");
        }
    }

    private static void Lock(BuildContext context)
    {
        foreach (string folder in context.CommandLine.Render.PluginFolders)
        {
            if (!Directory.Exists(folder))
                throw new TaskFailedException(ExitCode.Missing, $"plugin folder {folder}: there is no such folder; create it or name another");
            (int plugins, int files) = PluginLock.Write(folder);
            if (!context.CommandLine.Json) context.Information($"[plugins] {Counted.Of(plugins, "plugin")} with {Counted.Of(files, "file")} pinned in {Path.Combine(folder, PluginLock.FileName)}");
        }
    }
}
