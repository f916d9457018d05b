package io.leasehold.tck.history;

import io.leasehold.store.memory.Contents;
import io.leasehold.tck.linear.Specification;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What overlapping calls of a lease store may do: what the executable definition does, one call after the other, and besides only what
 * the contract leaves open.
 *
 * <ul>
 *   <li>Grant, renew, end, find, each submission, and a call that overlaps no other take effect in one step, exactly as the definition
 *       has it. So does a command, but that job and lease are two records ({@link CommandParts}).
 *   <li>A batch is judged write by write (R13), in any order, and each is tried first and answered later ({@link WriteParts}).
 *   <li>A claim accepts its number, takes a job, and asks for its own lease again (R8, R9); that it brings nothing is a hint,
 *       and what a command or a release frees again before the answer it has taken in vain ({@link ClaimParts}).
 *   <li>A survey is a hint (R5), but what it ends has ended, what it says of the caller's lease and of an ended lease is so at one
 *       moment, and what it says of the caller's jobs is never older than the question (R19), as is a walk over what a lease owns
 *       ({@link SurveyParts}).
 *   <li>Housekeeping does what it may to each record by itself ({@link TidyParts}); how much it counts isn't judged.
 * </ul>
 *
 * Durations are compared to within five minutes, instants not at all ({@link Coarse}).
 *
 * @param definition the executable definition, at the moment of the history
 * @param contents what it keeps before the first call
 */
record LeaseSpecification(Definition definition, Contents contents) implements Specification<Known, Part, Object> {
    @Override
    public Known initial() {
        return new Known(contents, Map.of());
    }

    @Override
    public List<Known> after(Known state, Part part, Optional<Object> answer) {
        return part.after(definition, state, answer);
    }

    @Override
    public boolean onlyReads(Part part) {
        return part.onlyReads();
    }
}
