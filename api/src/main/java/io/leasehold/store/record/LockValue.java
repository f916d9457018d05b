package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.StoredLock;

/**
 * A lock as stored.
 *
 * @param lock what R25 says of it
 * @param rest fields that only newer code understands
 */
record LockValue(StoredLock lock, Bytes rest) {
    private static final int FORMAT = 1;

    /** The same, changed. */
    LockValue with(StoredLock changed) {
        return new LockValue(changed, rest);
    }

    Bytes encoded() {
        return new ValueWriter()
                .number(FORMAT)
                .text(lock.name().value())
                .number(lock.token())
                .optional(lock.owner(), (writer, owner) -> writer.text(owner.value()))
                .number(lock.dueAt())
                .number(lock.changedAt())
                .last(rest)
                .done();
    }

    static LockValue decoded(Bytes value) {
        ValueReader reader = new ValueReader(value);
        reader.number();
        StoredLock lock = new StoredLock(
                new LockName(reader.text()),
                reader.number(),
                reader.optional(owner -> new LeaseId(owner.text())),
                reader.number(),
                reader.number());
        return new LockValue(lock, reader.last());
    }
}
