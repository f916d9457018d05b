package io.leasehold.tck.history;

import java.util.List;
import java.util.Optional;

/** One step of a call, which takes effect at one moment. */
interface Part {
    /** What may be known after it, if it happens now; nothing if it can't. */
    List<Known> after(Definition definition, Known now, Optional<Object> answer);

    /** Whether it never changes what is known. */
    default boolean onlyReads() {
        return false;
    }

    /** These known, if that is so. */
    static List<Known> when(boolean so, Known known) {
        return so ? List.of(known) : List.of();
    }

    /** A whole call in one step: it answers exactly what the definition does. */
    record Whole(Request request) implements Part {
        @Override
        public boolean onlyReads() {
            return request instanceof Request.Find || request instanceof Request.Owned;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Definition.Outcome outcome = definition.ask(now.contents(), request);
            return when(answer.map(outcome.answer()::equals).orElse(true), now.with(outcome.contents()));
        }
    }
}
