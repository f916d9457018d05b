-- Schema 2 for MariaDB and MySQL adds locks (R25). A lock's token stays in its row when nobody holds it.

CREATE TABLE IF NOT EXISTS {lock} (
    name_key   VARBINARY(800) NOT NULL PRIMARY KEY, -- the name's UTF-8 bytes
    name       VARCHAR(200)   NOT NULL,             -- the same for people to read
    token      BIGINT         NOT NULL,
    owner      VARCHAR(16)    NOT NULL,             -- empty for nobody
    due_at     BIGINT         NOT NULL,             -- when its rest is over; 0 for none
    changed_at BIGINT         NOT NULL              -- when it was last taken, released or cleared
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE {collation};
