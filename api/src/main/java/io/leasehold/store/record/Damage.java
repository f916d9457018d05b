package io.leasehold.store.record;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells of records that can't be read, each once: whoever looks for jobs goes past them, so that one damaged record stands in nobody
 * else's way. Any thread.
 */
final class Damage {
    private static final System.Logger LOG = System.getLogger(RecordLeaseStore.class.getName());

    /** So many are remembered as told; further ones are told whenever they are met. */
    private static final int MOST = 1_000;

    private final Set<String> told = new LinkedHashSet<>();

    /** What is said of such a record. */
    static String text(String key) {
        return "the record " + key + about(key)
                + " can't be read: it is damaged, or of a newer schema; repair or remove it by hand";
    }

    private static String about(String key) {
        return RecordKey.job(key)
                .map(job -> " of job \"" + job.value().replaceAll("\\p{Cntrl}", "?") + '"')
                .orElse("");
    }

    synchronized void met(String key, RuntimeException unreadable) {
        if (told.size() == MOST || told.add(key)) {
            LOG.log(Level.WARNING, text(key) + " (" + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
