package io.leasehold.tck.record;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two threads that do two things at once, as often as told. Used by one test, then closed. */
final class Racers implements AutoCloseable {
    private static final long MOST_SECONDS = 120;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);

    /** Begins both as nearly at once as two threads can, and answers what both answered. */
    <T> List<T> both(Callable<T> one, Callable<T> other) throws Exception {
        Future<T> first = threads.submit(() -> started(one));
        Future<T> second = threads.submit(() -> started(other));
        return List.of(answer(first), answer(second));
    }

    private <T> T started(Callable<T> what) throws Exception {
        start.await(MOST_SECONDS, TimeUnit.SECONDS);
        return what.call();
    }

    private static <T> T answer(Future<T> racer) throws InterruptedException, TimeoutException {
        try {
            return racer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException trouble) {
            throw new AssertionError("a call in a race failed: " + trouble.getCause(), trouble.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
