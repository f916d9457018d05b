package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Limits;
import io.leasehold.store.Ownership;
import io.leasehold.store.PayloadDigest;
import io.leasehold.store.RunId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Takeover;
import io.leasehold.store.Tombstone;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The bytes under a job's key: a format, a kind, and its fields in a fixed order. Code of schema n + 1 adds fields at the end; code of
 * schema n keeps them through its own writes (R24).
 */
final class JobCodec {
    private static final int FORMAT = 1;

    private JobCodec() {}

    /** How large the parts of a job may be where a value has at most so many bytes: four parts, and 16 KiB for all else. */
    static Limits limits(int valueBytes) {
        int part = Math.min(1 << 20, (valueBytes - (16 << 10)) / 4);
        return new Limits(part, part, part);
    }

    private enum Kind {
        JOB,
        TOMBSTONE,
        VACANT
    }

    static Bytes encoded(JobValue value) {
        ValueWriter writer = new ValueWriter().number(FORMAT);
        if (value instanceof JobValue.Present present) {
            writer.constant(Kind.JOB).number(present.change());
            write(writer, present.job());
            writer.list(
                    present.changes().entrySet().stream().toList(),
                    (to, entry) -> to.constant(entry.getKey()).number(entry.getValue()));
            writer.last(present.rest());
        } else if (value instanceof JobValue.Buried buried) {
            Tombstone left = buried.tombstone();
            writer.constant(Kind.TOMBSTONE)
                    .number(buried.change())
                    .text(left.run().value())
                    .number(left.token())
                    .number(left.commandNumber())
                    .text(left.digest().hex())
                    .number(left.buriedAt())
                    .number(buried.buried())
                    .last(buried.rest());
        } else {
            writer.constant(Kind.VACANT).number(value.change());
        }
        return writer.done();
    }

    static JobValue decoded(JobId id, Bytes value) {
        ValueReader reader = new ValueReader(value);
        reader.number();
        Kind kind = reader.constant(Kind.class);
        long change = reader.number();
        return switch (kind) {
            case JOB -> new JobValue.Present(job(id, reader), change, changes(reader), reader.last());
            case TOMBSTONE -> new JobValue.Buried(tombstone(reader), change, reader.number(), reader.last());
            case VACANT -> new JobValue.Vacant(change);
        };
    }

    private static Tombstone tombstone(ValueReader reader) {
        return new Tombstone(
                new RunId(reader.text()),
                reader.number(),
                reader.number(),
                new PayloadDigest(reader.text()),
                reader.number());
    }

    private static SortedMap<Family, Long> changes(ValueReader reader) {
        return reader.list(entry -> Map.entry(entry.constant(Family.class), entry.number())).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max, TreeMap::new));
    }

    private static void write(ValueWriter writer, StoredJob stored) {
        JobRecord job = stored.record();
        Ownership ownership = job.ownership();
        writer.text(job.type())
                .text(job.run().value())
                .bytes(job.payload())
                .constant(job.wish())
                .number(job.commandNumber())
                .optional(ownership.owner(), (to, owner) -> to.text(owner.value()))
                .number(ownership.token())
                .number(ownership.revision())
                .number(ownership.claimNumber());
        ProgressCodec.write(writer, job.progress());
        writer.list(job.takeovers(), JobCodec::write)
                .text(stored.digest().hex())
                .number(stored.dueAt())
                .number(stored.intentAt())
                .number(stored.finishedAt());
    }

    private static StoredJob job(JobId id, ValueReader reader) {
        JobRecord record = new JobRecord(
                id,
                reader.text(),
                new RunId(reader.text()),
                reader.bytes(),
                reader.constant(Wish.class),
                reader.number(),
                new Ownership(
                        reader.optional(owner -> new LeaseId(owner.text())),
                        reader.number(),
                        reader.number(),
                        reader.number()),
                ProgressCodec.read(reader),
                Duration.ZERO,
                Optional.empty(),
                reader.list(JobCodec::takeover));
        return new StoredJob(
                record, new PayloadDigest(reader.text()), reader.number(), reader.number(), reader.number());
    }

    private static void write(ValueWriter writer, Takeover takeover) {
        writer.text(takeover.from().value())
                .text(takeover.to().value())
                .number(takeover.token())
                .number(takeover.at().toEpochMilli())
                .number(takeover.down().toMillis());
    }

    private static Takeover takeover(ValueReader reader) {
        return new Takeover(
                new LeaseId(reader.text()),
                new LeaseId(reader.text()),
                reader.number(),
                Instant.ofEpochMilli(reader.number()),
                Duration.ofMillis(reader.number()));
    }
}
