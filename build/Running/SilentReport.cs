using Cake.Core;
using Cake.Core.Diagnostics;

namespace PluginRender.Build.Running;

/// <summary>Leaves out Cake's headings and its table, so that what a target prints can be piped.</summary>
internal sealed class SilentReport : ICakeReportPrinter
{
    public void Write(CakeReport report)
    {
    }

    public void WriteStep(string name, Verbosity verbosity)
    {
    }

    public void WriteLifeCycleStep(string name, Verbosity verbosity)
    {
    }

    public void WriteSkippedStep(string name, Verbosity verbosity)
    {
    }
}
