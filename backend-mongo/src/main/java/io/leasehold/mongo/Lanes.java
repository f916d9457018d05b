package io.leasehold.mongo;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the store's own, so many at most, for one call each. Whoever calls waits here no longer than its time, whatever the driver
 * does (R22); and a call that runs here is in no transaction or session of the caller's thread. Thread-safe.
 */
final class Lanes implements AutoCloseable {
    private final Semaphore free;
    private final ExecutorService threads;

    /** @param name of the threads */
    Lanes(String name, int most) {
        AtomicInteger number = new AtomicInteger();
        free = new Semaphore(most, true);
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins work in a lane that is free, or becomes so within this time.
     *
     * @return nothing if none was
     * @throws RejectedExecutionException if this has been closed
     */
    <T> @Nullable Future<T> begin(Budget budget, Callable<T> work) throws InterruptedException {
        if (!free.tryAcquire(budget.leftMillis(), TimeUnit.MILLISECONDS)) {
            return null;
        }
        boolean begun = false;
        try {
            Future<T> future = threads.submit(() -> {
                try {
                    return work.call();
                } finally {
                    free.release();
                }
            });
            begun = true;
            return future;
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    /** What is under way goes on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
