using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using PluginRender.TestModels.Onnx;

namespace PluginRender.TestModels;

/// <summary>Types of elements, with ONNX's numbers.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>32-bit integers.</summary>
    Int32 = 6,

    /// <summary>64-bit integers.</summary>
    Int64 = 7,

    /// <summary>16-bit floating point.</summary>
    Float16 = 10,
}

/// <summary>Builds an ONNX model, operation by operation; each returns the name of its result.</summary>
internal sealed class OnnxGraph
{
    private readonly GraphProto graph = new() { Name = "test" };
    private readonly ModelProto model;
    private int names;

    public OnnxGraph()
    {
        model = new ModelProto { IrVersion = 8, ProducerName = "PluginRender.TestModels", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
    }

    /// <summary>A dimension below 0 may have any size.</summary>
    public string Input(string name, ElementType type, params int[] shape)
    {
        graph.Input.Add(Value(name, type, shape));
        return name;
    }

    public void Output(string value, string name, ElementType type, params int[] shape)
    {
        graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { value }, Output = { name } });
        graph.Output.Add(Value(name, type, shape));
    }

    public void Metadata(string key, string value) => model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });

    public string Constant(int[] shape, params float[] values)
    {
        byte[] raw = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * i), values[i]);
        return Initializer(ElementType.Float, [.. shape.Select(d => (long)d)], raw);
    }

    public string Constant(params long[] values)
    {
        byte[] raw = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(8 * i), values[i]);
        return Initializer(ElementType.Int64, [values.Length], raw);
    }

    /// <summary>A tensor that may say it is larger than it is.</summary>
    public string Initializer(ElementType type, long[] shape, byte[] raw)
    {
        var tensor = new TensorProto { DataType = (int)type, Name = NewName("c"), RawData = ByteString.CopyFrom(raw) };
        tensor.Dims.Add(shape);
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    public string Scalar(float value) => Constant([], value);

    public string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes) => Nodes(operation, 1, inputs, attributes)[0];

    public string[] Nodes(string operation, int outputs, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = NewName(operation) };
        node.Input.Add(inputs);
        node.Output.Add(Enumerable.Range(0, outputs).Select(_ => NewName("v")));
        foreach ((string name, object value) in attributes) node.Attribute.Add(Attribute(name, value));
        graph.Node.Add(node);
        return [.. node.Output];
    }

    public string Add(string a, string b) => Node("Add", [a, b]);

    public string Subtract(string a, string b) => Node("Sub", [a, b]);

    public string Multiply(string a, string b) => Node("Mul", [a, b]);

    /// <summary>Kept within 0 and 1.</summary>
    public string Clip(string a) => Node("Clip", [a, Scalar(0), Scalar(1)]);

    public string Cast(string a, ElementType type) => Node("Cast", [a], ("to", (long)type));

    public string Concatenate(int axis, params string[] parts) => Node("Concat", parts, ("axis", (long)axis));

    public string Reshape(string a, params long[] shape) => Node("Reshape", [a, Constant(shape)]);

    public string Transpose(string a, params long[] order) => Node("Transpose", [a], ("perm", order));

    public byte[] ToBytes() => model.ToByteArray();

    private string NewName(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{names++}");

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case long number:
                (attribute.Type, attribute.I) = (2, number);
                break;
            case long[] numbers:
                attribute.Type = 7;
                attribute.Ints.Add(numbers);
                break;
            case float number:
                (attribute.Type, attribute.F) = (1, number);
                break;
            case string text:
                (attribute.Type, attribute.S) = (3, ByteString.CopyFromUtf8(text));
                break;
            default:
                throw new ArgumentException($"{name} is a {value.GetType().Name}", nameof(value));
        }

        return attribute;
    }

    private static ValueInfoProto Value(string name, ElementType type, int[] shape)
    {
        var dimensions = new TensorShapeProto();
        for (int i = 0; i < shape.Length; i++)
        {
            dimensions.Dim.Add(shape[i] >= 0
                ? new TensorShapeProto.Types.Dimension { DimValue = shape[i] }
                : new TensorShapeProto.Types.Dimension { DimParam = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}") });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } } };
    }
}
