package io.leasehold.tck.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue, empty at first: {@code put x} answers "ok", {@code take} answers the oldest, or "empty". */
final class QueueSpecification implements Specification<List<String>, String, String> {
    @Override
    public List<String> initial() {
        return List.of();
    }

    @Override
    public List<List<String>> after(List<String> state, String operation, Optional<String> answer) {
        if (operation.startsWith("put ")) {
            List<String> longer = new ArrayList<>(state);
            longer.add(operation.substring("put ".length()));
            return List.of(longer);
        }
        String oldest = state.isEmpty() ? "empty" : state.get(0);
        return answer.map(oldest::equals).orElse(true)
                ? List.of(state.isEmpty() ? state : List.copyOf(state.subList(1, state.size())))
                : List.of();
    }
}
