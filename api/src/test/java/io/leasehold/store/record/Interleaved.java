package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The same records, with which something else happens on the way of one write: once, right before the first that is meant. */
final class Interleaved extends ForwardingRecords {
    private final Predicate<String> write;
    private final Runnable event;
    private final AtomicBoolean happened = new AtomicBoolean();

    private Interleaved(RecordStore kept, Predicate<String> write, Runnable event) {
        super(kept);
        this.write = write;
        this.event = event;
    }

    /**
     * The same records, interleaved.
     *
     * @param write what the write does and to which key: {@code "create j-"} is the first creation of a job
     * @param event what happens before it
     */
    static RecordStore before(RecordStore records, String write, Runnable event) {
        return new Interleaved(records, called -> called.startsWith(write), event);
    }

    private void coming(String what, String key) {
        if (write.test(what + " " + key) && happened.compareAndSet(false, true)) {
            event.run();
        }
    }

    @Override
    public boolean create(String key, Bytes value) {
        coming("create", key);
        return kept.create(key, value);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        coming("replace", key);
        return kept.replace(key, version, value);
    }

    @Override
    public boolean delete(String key, String version) {
        coming("delete", key);
        return kept.delete(key, version);
    }

    @Override
    public void remove(String key) {
        coming("remove", key);
        kept.remove(key);
    }
}
