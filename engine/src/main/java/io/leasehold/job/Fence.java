package io.leasehold.job;

/**
 * What a sink may compare to keep late requests out: of two requests for one job the one with the higher (token, attempt) is the
 * newer.
 *
 * @param token the claim's fencing token
 * @param attempt the number of the attempt at this step
 */
public record Fence(long token, int attempt) implements Comparable<Fence> {
    @Override
    public int compareTo(Fence other) {
        int byToken = Long.compare(token, other.token);
        return byToken != 0 ? byToken : Integer.compare(attempt, other.attempt);
    }
}
