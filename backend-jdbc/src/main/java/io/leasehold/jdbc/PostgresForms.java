package io.leasehold.jdbc;

/** One statement for all jobs of a call: what is bound are arrays, and {@code RETURNING} tells what became of each. Stateless. */
final class PostgresForms implements Forms {
    @Override
    public KeyList keys() {
        return KeyList.ARRAY;
    }

    @Override
    public Surveying surveying(SqlText text) {
        return new PostgresSurvey(text);
    }

    @Override
    public Claiming claiming(SqlText text) {
        return new PostgresClaims(text);
    }

    @Override
    public Writing writing(SqlText text) {
        return new PostgresWrites(text);
    }

    @Override
    public Submitting submitting(SqlText text) {
        return new PostgresSubmissions(text);
    }

    @Override
    public Ordering ordering(SqlText text) {
        return new PostgresOrders(text);
    }
}
