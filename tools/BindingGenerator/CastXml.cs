using System.Diagnostics;
using System.Xml.Linq;

namespace BindingGenerator;

/// <summary>The declarations of the installed FFmpeg headers, as castxml sees them (layouts included).</summary>
internal sealed class CastXml
{
    public const string Umbrella = """
        #include <libavcodec/avcodec.h>
        #include <libavformat/avformat.h>
        #include <libavutil/avutil.h>
        #include <libavutil/opt.h>
        #include <libavutil/log.h>
        #include <libavutil/pixdesc.h>
        #include <libavutil/display.h>
        #include <libavutil/buffer.h>
        #include <libswscale/swscale.h>
        """;

    private readonly Dictionary<string, XElement> byId;

    private CastXml(XElement root)
    {
        byId = root.Elements().ToDictionary(e => e.Attribute("id")!.Value);
        Functions = ByName("Function");
        Structs = ByName("Struct");
        Enums = ByName("Enumeration");

        Dictionary<string, XElement> ByName(string kind) => root.Elements(kind)
            .Where(e => !string.IsNullOrEmpty((string?)e.Attribute("name")))
            .GroupBy(e => e.Attribute("name")!.Value)
            .ToDictionary(g => g.Key, g => g.OrderBy(e => e.Attribute("incomplete") is null ? 0 : 1).First());
    }

    public IReadOnlyDictionary<string, XElement> Functions { get; }

    public IReadOnlyDictionary<string, XElement> Structs { get; }

    public IReadOnlyDictionary<string, XElement> Enums { get; }

    public XElement this[string id] => byId[id];

    public static CastXml Parse()
    {
        string folder = Directory.CreateTempSubdirectory("bindings").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "umbrella.c"), Umbrella + "\n");
            using Process castxml = Process.Start("castxml",
                ["--castxml-output=1", "--castxml-cc-gnu-c", "gcc", "-D_Float128=__float128", "-o", Path.Combine(folder, "out.xml"), Path.Combine(folder, "umbrella.c")]);
            castxml.WaitForExit();
            if (castxml.ExitCode != 0) throw new InvalidOperationException($"castxml exited with {castxml.ExitCode}; are the FFmpeg -dev packages installed?");
            return new CastXml(XDocument.Load(Path.Combine(folder, "out.xml")).Root!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The element that a type id means, typedefs, elaborations and qualifiers taken off.</summary>
    public XElement Strip(string id, out bool isConst)
    {
        isConst = false;
        XElement e = byId[id];
        while (e.Name.LocalName is "Typedef" or "ElaboratedType" or "CvQualifiedType")
        {
            if (e.Attribute("const") is not null) isConst = true;
            e = byId[e.Attribute("type")!.Value];
        }

        return e;
    }
}
