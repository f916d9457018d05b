package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.Doubt;
import io.leasehold.store.DoubtLog;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import java.time.Duration;

/** The owner's part of a job's record, field by field. */
final class ProgressCodec {
    private ProgressCodec() {}

    static void write(ValueWriter writer, Progress progress) {
        writer.constant(progress.status())
                .number(progress.stateVersion())
                .number(progress.sequence())
                .optional(progress.state(), ValueWriter::bytes)
                .optional(progress.open(), ProgressCodec::write)
                .number(progress.failures())
                .number(progress.lapses())
                .flag(progress.probation())
                .number(progress.doubts().count())
                .list(progress.doubts().last(), ProgressCodec::write)
                .optional(progress.error(), ValueWriter::text);
    }

    static Progress read(ValueReader reader) {
        return new Progress(
                reader.constant(Status.class),
                reader.small(),
                reader.number(),
                reader.optional(ValueReader::bytes),
                reader.optional(ProgressCodec::step),
                reader.small(),
                reader.small(),
                reader.flag(),
                new DoubtLog(reader.number(), reader.list(ProgressCodec::doubt)),
                reader.optional(ValueReader::text));
    }

    private static void write(ValueWriter writer, OpenStep step) {
        writer.bytes(step.effect())
                .bytes(step.nextState())
                .constant(step.pace().from())
                .number(step.pace().time().getSeconds())
                .number(step.pace().time().getNano())
                .number(step.attempt())
                .constant(step.standing())
                .flag(step.doubted());
    }

    private static OpenStep step(ValueReader reader) {
        Bytes effect = reader.bytes();
        Bytes nextState = reader.bytes();
        Pace pace = new Pace(reader.constant(Pace.From.class), Duration.ofSeconds(reader.number(), reader.number()));
        return new OpenStep(
                effect, nextState, pace, reader.small(), reader.constant(OpenStep.Standing.class), reader.flag());
    }

    private static void write(ValueWriter writer, Doubt doubt) {
        writer.number(doubt.sequence())
                .number(doubt.attempt())
                .constant(doubt.cause())
                .constant(doubt.resolution());
    }

    private static Doubt doubt(ValueReader reader) {
        return new Doubt(
                reader.number(),
                reader.small(),
                reader.constant(Doubt.Cause.class),
                reader.constant(Doubt.Resolution.class));
    }
}
