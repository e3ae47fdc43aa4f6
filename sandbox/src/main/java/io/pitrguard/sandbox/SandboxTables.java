package io.pitrguard.sandbox;

import io.pitrguard.sandbox.service.TableDeletion;
import io.pitrguard.sandbox.service.TableNames;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.UpdateTimes;
import java.time.Duration;
import java.util.List;

/** The tables of the home region, seeded and inspected without going through the wire. */
public final class SandboxTables {

    private final Account account;

    SandboxTables(Account account) {
        this.account = account;
    }

    /**
     * Adds an active, empty table without point-in-time recovery.
     *
     * @throws IllegalArgumentException when AWS would refuse the name, or a table has it
     */
    public SandboxTable create(String name) {
        if (!TableNames.valid(name)) {
            throw new IllegalArgumentException("no table can be called '" + name + "'");
        }
        TableState table = TableState.created(account.tables().identify(name, account.now()), TableSchema.SIMPLE);
        if (!account.tables().add(table)) {
            throw new IllegalArgumentException("there is a table '" + name + "' already");
        }
        return new SandboxTable(name, account);
    }

    /**
     * Returns the table of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SandboxTable get(String name) {
        if (account.tables().find(name).isEmpty()) {
            throw new IllegalArgumentException("there is no table '" + name + "'");
        }
        return new SandboxTable(name, account);
    }

    /**
     * Deletes a table at once, whatever its deletion protection says; returns whether there was one. One with point-in-time
     * recovery leaves a system backup.
     */
    public boolean delete(String name) {
        return TableDeletion.remove(name, account).isPresent();
    }

    /** Deletes a table whose tags the tagging API goes on listing, also for a later table of its name, as on AWS. */
    public void deleteButListTags(String name) {
        account.tables().goOnListingTags(get(name).state(), account.now());
        delete(name);
    }

    /**
     * Sets how long updates of tables take from now on, by the sandbox's clock; by default they are done at once.
     *
     * @param update how long a table is UPDATING, and how long other settings are ENABLING or DISABLING
     * @param index how long a new global secondary index is CREATING
     */
    public SandboxTables updatesTake(Duration update, Duration index) {
        account.tables().take(new UpdateTimes(update, index));
        return this;
    }

    /** Returns the names of all tables, in order. */
    public List<String> names() {
        return account.tables().after("").map(TableState::name).toList();
    }
}
