-- Schema 1 for PostgreSQL. Times are epoch milliseconds by the database's clock. Ids are kept twice: id_key, their UTF-8 bytes, is what
-- every statement compares and orders by; id is the same for people to read. Texts are compared byte for byte, whatever the database's
-- collation. Room is left on the pages of what changes often, so that a heartbeat or a ring touches no index.

CREATE TABLE IF NOT EXISTS {meta} (
    name      VARCHAR(20) COLLATE "C" NOT NULL PRIMARY KEY, -- schema, bell, floor (R18)
    number    BIGINT      NOT NULL,
    raised_at BIGINT      NOT NULL                          -- when the floor was last raised
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS {lease} (
    id         VARCHAR(16) COLLATE "C" NOT NULL PRIMARY KEY,
    label      VARCHAR(100) NOT NULL,
    jobs       BIGINT       NOT NULL,
    room       BIGINT       NOT NULL,
    weight     INT          NOT NULL,
    heard_at   BIGINT       NOT NULL,
    ends_at    BIGINT       NOT NULL,
    last_claim BIGINT       NOT NULL,
    standing   SMALLINT     NOT NULL, -- 0 live, 1 ended, 2 ended and drained
    ended      VARCHAR(10)  NOT NULL, -- empty while live, then CLEAN, LAPSED or LOST
    ended_at   BIGINT       NOT NULL
) WITH (fillfactor = 50);

-- A heartbeat changes no indexed column.
CREATE INDEX IF NOT EXISTS {lease}_standing ON {lease} (standing, id);

CREATE TABLE IF NOT EXISTS {job} (
    id_key         BYTEA          NOT NULL PRIMARY KEY,
    id             VARCHAR(200)   NOT NULL,
    slot           INT            NOT NULL,
    type           VARCHAR(100) COLLATE "C" NOT NULL,
    state_version  INT            NOT NULL,
    payload        BYTEA          NOT NULL,
    digest         VARCHAR(64)    NOT NULL,
    wish           VARCHAR(10) COLLATE "C" NOT NULL,
    command_number BIGINT         NOT NULL,
    status         VARCHAR(12) COLLATE "C" NOT NULL, -- empty in a tombstone
    run            VARCHAR(16)    NOT NULL,
    token          BIGINT         NOT NULL,
    owner          VARCHAR(16) COLLATE "C" NOT NULL, -- empty for nobody
    revision       BIGINT         NOT NULL,
    claim_number   BIGINT         NOT NULL,
    sequence       BIGINT         NOT NULL,
    state          BYTEA,
    open_effect    BYTEA,
    open_next      BYTEA,
    open_pace      VARCHAR(60)    NOT NULL, -- from when, and how long: INTENT PT1M
    open_attempt   INT            NOT NULL, -- 0 while no step is open
    open_standing  VARCHAR(16)    NOT NULL,
    open_doubted   SMALLINT       NOT NULL,
    open_at        BIGINT         NOT NULL,
    due_at         BIGINT         NOT NULL,
    failures       INT            NOT NULL,
    lapses         INT            NOT NULL,
    probation      SMALLINT       NOT NULL,
    doubt_count    BIGINT         NOT NULL,
    doubts         VARCHAR(800)   NOT NULL, -- see DoubtText
    takeovers      VARCHAR(800)   NOT NULL, -- see TakeoverText
    error          VARCHAR(1000),
    size           BIGINT         NOT NULL, -- bytes of payload, state, next state and effect
    finished_at    BIGINT         NOT NULL, -- 0 unless the status is FINISHED
    runnable       SMALLINT       NOT NULL, -- 1: status READY and wish RUNNING
    deleted        SMALLINT       NOT NULL, -- 1: a tombstone: run, token, command number and digest alone are kept
    buried_at      BIGINT         NOT NULL  -- when it was left; 0 while there is a job
) WITH (fillfactor = 80);

-- R5, R9: orphans by owner, and an owner's own stops (not runnable), without a look at any other job.
CREATE INDEX IF NOT EXISTS {job}_orphan ON {job} (owner, runnable, type, state_version, slot, id_key);

-- R19: the walk over what a lease owns, answered from the index alone; R18: the distinct owners.
CREATE INDEX IF NOT EXISTS {job}_owned ON {job} (owner, id_key, token, wish);

-- R9: what a repeated claim brought.
CREATE INDEX IF NOT EXISTS {job}_claim ON {job} (owner, claim_number);

-- R19: listing by status. R18: finished jobs, and tombstones, past their retention. No claim changes these.
CREATE INDEX IF NOT EXISTS {job}_status ON {job} (status, id_key);
CREATE INDEX IF NOT EXISTS {job}_finished ON {job} (finished_at);
CREATE INDEX IF NOT EXISTS {job}_buried ON {job} (buried_at, id_key);
