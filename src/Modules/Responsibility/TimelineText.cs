using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kronobarn.Responsibility;

/// <summary>
/// Timelines as lines of JSON, gathered in one buffer. The shape never varies, so it is copied and not composed: a general writer
/// costs the verb more than reading and judging together.
/// </summary>
/// <remarks>
/// The methods that every line passes through, here and behind it, are compiled with full optimisation at once: a run over a file
/// is nearly over before the runtime has counted its way to what is hot, and counting is what costs most until then.
/// </remarks>
internal sealed class TimelineText(int capacity)
{
    /// <summary>More than the fixed text of one period or alert with its two dates.</summary>
    private const int FixedText = 128;

    /// <summary>A character may become six bytes, as in \u001f.</summary>
    private const int LongestCharacter = 6;

    private byte[] buffer = new byte[capacity];
    private int length;

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    public void Clear() => length = 0;

    /// <summary>Adds <c>{"child":…,"periods":[…],"alerts":[…]}</c> and a line feed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddLine(string child, Timeline timeline)
    {
        Reserve(FixedText + LongestCharacter * child.Length);
        Add("{\"child\":"u8);
        AddText(child);
        Add(",\"periods\":["u8);
        var first = true;
        foreach (var period in timeline.Periods)
        {
            Reserve(FixedText + LongestCharacter * (period.Organisation.Length + (period.Unit?.Length ?? 0) + period.Rule.Length));
            Add(first ? "{"u8 : ",{"u8);
            AddDays(period.From, period.To);
            Add(",\"organisation\":"u8);
            AddText(period.Organisation);
            Add(",\"unit\":"u8);
            AddText(period.Unit);
            Add(",\"rule\":"u8);
            AddText(period.Rule);
            Add("}"u8);
            first = false;
        }
        Reserve(FixedText);
        Add("],\"alerts\":["u8);
        first = true;
        foreach (var alert in timeline.Alerts)
        {
            Reserve(FixedText + LongestCharacter * alert.Code.Length);
            Add(first ? "{\"code\":"u8 : ",{\"code\":"u8);
            AddText(alert.Code);
            Add(","u8);
            AddDays(alert.From, alert.To);
            Add("}"u8);
            first = false;
        }
        Reserve(FixedText);
        Add("]}\n"u8);
    }

    private void AddDays(DateOnly from, DateOnly? to)
    {
        Add("\"from\":"u8);
        AddDate(from);
        Add(",\"to\":"u8);
        if (to is { } end)
            AddDate(end);
        else
            Add("null"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddDate(DateOnly date)
    {
        var (year, month, day) = date;
        var text = buffer.AsSpan(length, 12);
        length += 12;
        text[0] = (byte)'"';
        AddDigits(text, 1, year / 100);
        AddDigits(text, 3, year % 100);
        text[5] = (byte)'-';
        AddDigits(text, 6, month);
        text[8] = (byte)'-';
        AddDigits(text, 9, day);
        text[11] = (byte)'"';
    }

    private static void AddDigits(Span<byte> text, int at, int number)
    {
        text[at + 1] = (byte)('0' + number % 10);
        text[at] = (byte)('0' + number / 10);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddText(string? text)
    {
        if (text is null)
        {
            Add("null"u8);
            return;
        }
        var start = length;
        var target = buffer.AsSpan(length, text.Length + 2);
        target[0] = target[^1] = (byte)'"';
        length += target.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' or '"' or '\\')
            {
                length = start;
                AddEscaped(text);
                return;
            }
            target[i + 1] = (byte)text[i];
        }
    }

    private void AddEscaped(string text)
    {
        Add("\""u8);
        Add(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        Add("\""u8);
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
    }

    private void Reserve(int more)
    {
        if (buffer.Length - length < more)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + more));
    }
}
