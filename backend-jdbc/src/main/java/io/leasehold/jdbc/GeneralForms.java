package io.leasehold.jdbc;

/** Statements that all databases understand, several to a call: the more jobs, the more statements. Stateless. */
class GeneralForms implements Forms {
    @Override
    public KeyList keys() {
        return KeyList.ONE_BY_ONE;
    }

    @Override
    public Surveying surveying(SqlText text) {
        return new StepwiseSurvey(text);
    }

    @Override
    public Claiming claiming(SqlText text) {
        return new StepwiseClaims(text);
    }

    @Override
    public Writing writing(SqlText text) {
        return new BatchedWrites(text);
    }

    @Override
    public Submitting submitting(SqlText text) {
        return new SingleSubmissions(text);
    }

    @Override
    public Ordering ordering(SqlText text) {
        return new ReadOrders(text);
    }
}
