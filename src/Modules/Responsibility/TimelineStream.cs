using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Kronobarn.Responsibility;

/// <summary>
/// Timelines for a stream of children, a line each, in the order of the input and in memory that does not grow with it: whole
/// lines are read in batches, a few batches are judged at once, and their results are written in turn.
/// </summary>
internal sealed class TimelineStream(RuleSchedule schedule, County county)
{
    /// <summary>A child of this length has some ten thousand facts; anything longer is not a child.</summary>
    public const int LongestLine = 1024 * 1024;

    private const int ReadAtOnce = 128 * 1024;

    /// <summary>Room for the longest line with the carriage return and line feed after it.</summary>
    private const int BatchSize = LongestLine + 2;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ConcurrentBag<Batch> idle = [];

    /// <summary>True if every line could be judged; each of the others has been told on <paramref name="error"/> by its number.</summary>
    public async Task<bool> Run(Stream input, Stream output, TextWriter error, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var underWay = Channel.CreateBounded<Task<Batch>>(new BoundedChannelOptions(Environment.ProcessorCount + 1) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Read(input, underWay.Writer, stop.Token), CancellationToken.None);
        var sound = true;
        try
        {
            await foreach (var work in underWay.Reader.ReadAllAsync(cancel))
            {
                var batch = await work;
                await output.WriteAsync(batch.Output.Written, cancel);
                if (batch.Errors.Length > 0)
                {
                    sound = false;
                    await error.WriteAsync(batch.Errors, cancel);
                }
                idle.Add(batch);
            }
            await output.FlushAsync(cancel);
        }
        finally
        {
            await stop.CancelAsync();
        }
        await reading;
        return sound;
    }

    private async Task Read(Stream input, ChannelWriter<Task<Batch>> underWay, CancellationToken cancel)
    {
        Exception? failure = null;
        try
        {
            var lines = new LineFeed(input);
            var more = true;
            while (more)
            {
                var batch = idle.TryTake(out var used) ? used : new Batch();
                more = await lines.Fill(batch, cancel);
                await underWay.WriteAsync(Task.Run(() => batch.Judge(schedule, county), cancel), cancel);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }
        underWay.Complete(failure);
    }

    /// <summary>Whole lines on their way through: input, output, and what one thread needs to turn one into the other.</summary>
    private sealed class Batch
    {
        public byte[] Input { get; } = new byte[BatchSize];
        public int Length { get; set; }
        public long FirstLine { get; set; }

        /// <summary>The batch stands for one line that was too long to keep.</summary>
        public bool TooLong { get; set; }

        public TimelineText Output { get; } = new(3 * ReadAtOnce);
        public StringBuilder Errors { get; } = new();

        private readonly TimelineLine reader = new();
        private readonly Timeline timeline = new();

        public Batch Judge(RuleSchedule schedule, County county)
        {
            Output.Clear();
            Errors.Clear();
            var number = FirstLine;
            if (TooLong)
                Tell(number, "longer than 1 MiB");
            ReadOnlySpan<byte> rest = Input.AsSpan(0, Length);
            if (FirstLine == 1 && rest.StartsWith(ByteOrderMark))
                rest = rest[ByteOrderMark.Length..];
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf((byte)'\n');
                var line = (end < 0 ? rest : rest[..end]).Trim(" \t\r"u8);
                rest = end < 0 ? default : rest[(end + 1)..];
                if (!line.IsEmpty)
                    Judge(number, line, schedule, county);
                number++;
            }
            return this;
        }

        private void Judge(long number, ReadOnlySpan<byte> line, RuleSchedule schedule, County county)
        {
            if (line.Length > LongestLine)
            {
                Tell(number, "longer than 1 MiB");
                return;
            }
            try
            {
                var child = reader.Read(line);
                timeline.Draw(child, schedule, county);
                Output.AddLine(child.Child, timeline);
            }
            catch (BadLineException e)
            {
                Tell(number, e.Message);
            }
        }

        /// <summary>Control characters in a child's id must not reach a terminal, nor break the line that tells of it.</summary>
        private void Tell(long number, string message)
        {
            Errors.Append(CultureInfo.InvariantCulture, $"line {number}: ");
            foreach (var c in message)
                Errors.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c);
            Errors.Append('\n');
        }
    }

    /// <summary>Cuts a stream into batches of whole lines. A line that is too long is dropped as it comes by.</summary>
    private sealed class LineFeed(Stream input)
    {
        private readonly byte[] left = new byte[BatchSize];
        private int leftLength;
        private long line = 1;

        /// <summary>False when this batch, which may be empty, is the last.</summary>
        public async ValueTask<bool> Fill(Batch batch, CancellationToken cancel)
        {
            batch.FirstLine = line;
            batch.TooLong = false;
            batch.Length = 0;
            left.AsSpan(0, leftLength).CopyTo(batch.Input);
            var filled = leftLength;
            leftLength = 0;
            while (filled < BatchSize)
            {
                var read = await input.ReadAsync(batch.Input.AsMemory(filled, Math.Min(ReadAtOnce, BatchSize - filled)), cancel);
                if (read == 0)
                {
                    batch.Length = filled;
                    return false;
                }
                filled += read;
                batch.Length = batch.Input.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
                if (batch.Length == 0)
                    continue;
                leftLength = filled - batch.Length;
                batch.Input.AsSpan(batch.Length, leftLength).CopyTo(left);
                line += batch.Input.AsSpan(0, batch.Length).Count((byte)'\n');
                return true;
            }
            batch.TooLong = true;
            line++;
            return await SkipToNextLine(batch.Input, cancel);
        }

        private async ValueTask<bool> SkipToNextLine(byte[] buffer, CancellationToken cancel)
        {
            while (true)
            {
                var read = await input.ReadAsync(buffer.AsMemory(0, ReadAtOnce), cancel);
                if (read == 0)
                    return false;
                var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
                if (end < 0)
                    continue;
                leftLength = read - end - 1;
                buffer.AsSpan(end + 1, leftLength).CopyTo(left);
                return true;
            }
        }
    }
}
