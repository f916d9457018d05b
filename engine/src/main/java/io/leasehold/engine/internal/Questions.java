package io.leasehold.engine.internal;

import io.leasehold.store.JobId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * E15: which answers about claims may still be believed. A claim that has ended is remembered for as long as a question is open that
 * was asked before: such a question's answer says nothing about that (job, token). A question is as old as its first sending, and
 * once closed it is closed for ever. Memory is bounded by what ends while a question is open.
 */
final class Questions {
    private final NavigableSet<Long> open = new TreeSet<>();
    private final Map<Claim, Long> ended = new LinkedHashMap<>();
    private long last;

    private record Claim(JobId job, long token) {}

    /** A new question's number. */
    long ask() {
        last++;
        open.add(last);
        return last;
    }

    /** The number of the last one that was asked. */
    long asked() {
        return last;
    }

    /** The question was answered, or given up. */
    void close(long question) {
        open.remove(question);
        Iterator<Long> oldest = ended.values().iterator();
        while (oldest.hasNext() && (open.isEmpty() || oldest.next() < open.first())) {
            if (open.isEmpty()) {
                ended.clear();
                return;
            }
            oldest.remove();
        }
    }

    /** The claim is over: acknowledged by the store. */
    void ended(JobId job, long token) {
        if (!open.isEmpty()) {
            ended.put(new Claim(job, token), last);
        }
    }

    /** Whether the answer to this question says nothing about this claim. */
    boolean stale(long question, JobId job, long token) {
        Long at = ended.get(new Claim(job, token));
        return at != null && question <= at;
    }

    /** How many ends are remembered. */
    int remembered() {
        return ended.size();
    }

    /** The lease is another one: no old question matters any more. */
    void clear() {
        open.clear();
        ended.clear();
    }
}
