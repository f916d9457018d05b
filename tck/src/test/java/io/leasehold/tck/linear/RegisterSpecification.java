package io.leasehold.tck.linear;

import java.util.List;
import java.util.Optional;

/** A register of one number, 0 at first: {@code write n} answers "ok", {@code read} answers the number. */
final class RegisterSpecification implements Specification<Integer, String, String> {
    @Override
    public Integer initial() {
        return 0;
    }

    @Override
    public boolean onlyReads(String operation) {
        return operation.equals("read");
    }

    @Override
    public List<Integer> after(Integer state, String operation, Optional<String> answer) {
        if (operation.startsWith("write ")) {
            return List.of(Integer.valueOf(operation.substring("write ".length())));
        }
        return answer.map(state.toString()::equals).orElse(true) ? List.of(state) : List.of();
    }
}
