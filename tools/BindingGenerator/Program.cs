using BindingGenerator;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: BindingGenerator FOLDER   (writes the generated files there)");
    return 2;
}

WantedList wanted = WantedList.Read(Path.Combine(args[0], "..", "..", "BindingGenerator", "wanted.txt"));
CastXml headers = CastXml.Parse();
var emitter = new CSharpEmitter(headers, wanted);
File.WriteAllText(Path.Combine(args[0], "Functions.g.cs"), emitter.Functions());
File.WriteAllText(Path.Combine(args[0], "Types.g.cs"), emitter.Types());
File.WriteAllText(Path.Combine(args[0], "Macros.g.cs"), emitter.Macros(MacroProbe.Evaluate(wanted.Macros.Select(m => m.Name))));
return 0;
