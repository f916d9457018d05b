package io.leasehold.store.record;

import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Begins calls: each has a budget of its own, and nothing else in common with another. */
final class Calls {
    private final RecordStore records;
    private final StoreOptions options;
    private final LongSupplier ticker;
    private final Damage damage = new Damage();

    Calls(RecordStore records, StoreOptions options, LongSupplier ticker) {
        this.records = records;
        this.options = options;
        this.ticker = ticker;
    }

    <T> T call(String what, Function<Call, T> work) {
        return call(what, options.callTimeout(), work);
    }

    /** With a limit of its own. */
    <T> T call(String what, Duration timeout, Function<Call, T> work) {
        Budget budget = Budget.of(ticker, timeout, records.describe().recordTimeout());
        return work.apply(new Call(what, records, budget, damage));
    }

    /** The same without an answer. */
    void run(String what, Duration timeout, Consumer<Call> work) {
        call(what, timeout, call -> {
            work.accept(call);
            return true;
        });
    }
}
