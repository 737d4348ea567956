using PluginRender.TestModels;

if (args is not [var folder])
{
    Console.Error.WriteLine("error[2]: give the folder to write the test models to");
    return 2;
}

Directory.CreateDirectory(folder);
foreach (DetectorLayout layout in Enum.GetValues<DetectorLayout>())
{
    string path = Path.Combine(folder, $"{layout}.onnx");
    File.WriteAllBytes(path, DetectorModel.Build(new DetectorForm(layout)));
    Console.WriteLine(path);
}

return 0;
