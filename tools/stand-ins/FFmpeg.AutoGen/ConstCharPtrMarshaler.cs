// Stands in for FFmpeg.AutoGen 5.1.2.3: strings that the libraries own.
using System;
using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

internal sealed class ConstCharPtrMarshaler : ICustomMarshaler
{
    private static readonly ConstCharPtrMarshaler Instance = new();

    public static ICustomMarshaler GetInstance(string cookie) => Instance;

    public object MarshalNativeToManaged(IntPtr pNativeData) => Marshal.PtrToStringUTF8(pNativeData)!;

    public IntPtr MarshalManagedToNative(object ManagedObj) => throw new NotSupportedException();

    public void CleanUpNativeData(IntPtr pNativeData)
    {
    }

    public void CleanUpManagedData(object ManagedObj)
    {
    }

    public int GetNativeDataSize() => IntPtr.Size;
}
