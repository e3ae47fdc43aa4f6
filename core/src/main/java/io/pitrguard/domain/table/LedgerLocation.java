package io.pitrguard.domain.table;

import io.pitrguard.domain.text.ShellWord;

/**
 * Where the ledger of a deployment is. It has the tables of its own account and region, or those of an organization; people
 * use it with credentials of its account.
 *
 * @param table the name of the ledger's table
 */
public record LedgerLocation(AccountRegion where, String table) {
    /** The ledger's table in a deployment of the standard name. */
    public static final String STANDARD = "pitr-guard-ledger";

    /** Returns the location of a ledger of the standard name. */
    public static LedgerLocation in(AccountRegion where) {
        return new LedgerLocation(where, STANDARD);
    }

    /** Whether tables of this account and region are in the ledger's own account. */
    public boolean isAccountOf(AccountRegion tables) {
        return where.account().equals(tables.account());
    }

    /** Returns the options by which {@code ./pitr-guard} finds the tables of this account and region in the ledger. */
    public String options(AccountRegion tables) {
        return (isAccountOf(tables) ? "" : ShellWord.option("--account", tables.account()) + " ")
                + ShellWord.option("--region", tables.region())
                + (where.region().equals(tables.region())
                        ? ""
                        : " " + ShellWord.option("--ledger-region", where.region()))
                + (table.equals(STANDARD) ? "" : " " + ShellWord.option("--ledger", table));
    }

    /** Returns the command by which a person acknowledges what a table waits for. */
    public String acknowledgeCommand(TableRef of) {
        String name = ShellWord.quoted(of.name());
        // What begins with a dash would be taken for an option.
        return name.startsWith("-")
                ? "./pitr-guard acknowledge %s --reason … -- %s".formatted(options(of.where()), name)
                : "./pitr-guard acknowledge %s %s --reason …".formatted(name, options(of.where()));
    }
}
