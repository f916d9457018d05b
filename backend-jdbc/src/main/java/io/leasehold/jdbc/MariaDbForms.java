package io.leasehold.jdbc;

/**
 * One round trip for some of what takes several statements: MariaDB runs a block of them, each a transaction of its own as everywhere else, and no
 * client can freeze between two. Stateless.
 */
final class MariaDbForms extends GeneralForms {
    @Override
    public KeyList keys() {
        return KeyList.LONG;
    }

    @Override
    public Surveying surveying(SqlText text) {
        return new MariaDbSurvey(text);
    }

    @Override
    public Ordering ordering(SqlText text) {
        return new MariaDbOrders(text);
    }

    @Override
    public Claiming claiming(SqlText text) {
        return new MariaDbClaims(text);
    }

    @Override
    public Writing writing(SqlText text) {
        return new MariaDbWrites(text);
    }

    @Override
    public Submitting submitting(SqlText text) {
        return new MariaDbSubmissions(text);
    }
}
