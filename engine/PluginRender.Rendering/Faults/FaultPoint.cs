namespace PluginRender.Rendering;

/// <summary>Places where tests make a render fail; each is passed just before what it is named after.</summary>
public enum FaultPoint
{
    /// <summary>A whole file is written: a record, a plan, a report.</summary>
    Write,

    /// <summary>A file's contents are forced to the disk.</summary>
    Flush,

    /// <summary>A finished file gets its final name.</summary>
    Rename,

    /// <summary>A folder's names are forced to the disk: the name is there by then.</summary>
    FlushFolder,

    /// <summary>A folder is created.</summary>
    CreateFolder,

    /// <summary>libav allocates a frame, a packet, a context, or a frame's memory.</summary>
    Allocation,

    /// <summary>A new MP4 is opened.</summary>
    Open,

    /// <summary>An MP4's header is written.</summary>
    Header,

    /// <summary>A packet is written to an MP4.</summary>
    Packet,

    /// <summary>An MP4's index is written.</summary>
    Index,

    /// <summary>A picture is decoded.</summary>
    Decode,
}
