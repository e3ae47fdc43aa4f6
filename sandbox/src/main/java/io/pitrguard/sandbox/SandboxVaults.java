package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Vaults;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What AWS Backup has of a table, without going through the wire. */
public final class SandboxVaults {

    private static final String PLAN = "arn:aws:backup:eu-west-1:123456789012:restore-testing-plan:monthly-1";

    private final String table;
    private final Account account;

    SandboxVaults(String table, Account account) {
        this.table = table;
        this.account = account;
    }

    /** Adds a recovery point of now with that status, and returns its ARN. */
    public String point(String vault, String status) {
        String arn = "arn:aws:backup:%s:%s:recovery-point:%s"
                .formatted(account.location().region(), account.location().account(), UUID.randomUUID());
        account.backups().vaults().add(new Vaults.Point(table, arn, vault, status, account.now(), 1));
        return arn;
    }

    /**
     * Adds a restore test that took so long, and returns its id.
     *
     * @param status such as {@code COMPLETED}
     * @param validation such as {@code SUCCESSFUL}; empty where nobody validated
     */
    public String tested(String status, String validation, Duration took) {
        Instant end = account.now();
        Vaults.Job job = new Vaults.Job(
                table,
                UUID.randomUUID().toString(),
                status,
                validation.isEmpty() ? null : validation,
                PLAN,
                end.minus(took),
                status.equals("RUNNING") ? null : end);
        account.backups().vaults().add(job);
        return job.id();
    }
}
