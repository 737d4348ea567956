using System.Globalization;
using System.Text.Json;
using PluginRender.Benchmark;
using PluginRender.Benchmark.Figures;
using PluginRender.Benchmark.Measuring;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["kernels", ..]) return KernelRun.Print();
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: PluginRender.Benchmark REPOSITORY FOLDER [ROUNDS [GROUP …]]   (groups: " + string.Join(", ", All(null!).Select(g => g.Name)) + ")");
    return 2;
}

var environs = new Environs(Path.GetFullPath(args[0]), Path.GetFullPath(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3);
Directory.CreateDirectory(environs.Work);
var figures = new List<Figure>();
foreach (IFigureGroup group in All(environs).Where(g => args.Length < 4 || args.Skip(3).Contains(g.Name)))
{
    Environs.Say(group.Name);
    try
    {
        foreach (Figure figure in group.Measure())
        {
            figures.Add(figure);
            Environs.Say($"{figure.Name}: {figure.Value:0.00} {figure.Unit} ({figure.Sides})");
        }
    }
    catch (BenchmarkException e)
    {
        Environs.Say($"{group.Name} was not measured: {e.Message}");
    }
}

string table = FigureTable.Text(figures);
File.WriteAllText(Path.Combine(environs.Work, "benchmark.md"), table);
File.WriteAllBytes(Path.Combine(environs.Work, "benchmark.json"), JsonSerializer.SerializeToUtf8Bytes(figures, FigureJson.Default.ListFigure));
Console.Write(table);
return 0;

static IFigureGroup[] All(Environs environs) =>
[
    new WholeRender(environs), new Frames(environs), new Peers(environs), new Assembly(environs), new Efficiency(environs), new Rerender(environs),
    new Memory(environs), new Kernels(environs), new Startup(environs), new Scale(environs),
];
