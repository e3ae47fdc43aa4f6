package io.pitrguard.report;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;

/**
 * A way back on paper: the commands, times, costs and checks of one table, for a person who has nothing but the AWS CLI.
 *
 * @param flow which way back
 * @param targetRegion the region of the restored table; that of the table itself unless the flow goes to another
 */
public record Runbook(RunbookFlow flow, RunbookTable table, String targetRegion) {
    private static final int LONGEST_NAME = 255;
    private static final String RESTORED = "-restored";

    public Runbook {
        boolean other = !targetRegion.equals(table.table().where().region());
        if (other != (flow == RunbookFlow.OTHER_REGION)) {
            throw new IllegalArgumentException("only " + RunbookFlow.OTHER_REGION.word() + " goes to another region");
        }
    }

    /** Returns the table that the commands make. */
    public static TableRef target(RunbookFlow flow, TableRef table, String targetRegion) {
        AccountRegion where = table.where();
        return switch (flow) {
            case DELETED_TABLE -> table;
            case OTHER_REGION ->
                new AccountRegion(where.partition(), where.account(), targetRegion).table(table.name());
            case DELETED_ITEMS, BAD_DEPLOYMENT -> {
                String name = table.name();
                yield where.table(
                        name.substring(0, Math.min(name.length(), LONGEST_NAME - RESTORED.length())) + RESTORED);
            }
        };
    }

    /** Returns it as Markdown. */
    public String markdown() {
        RunbookCommands commands = new RunbookCommands(table.table(), target(flow, table.table(), targetRegion));
        RunbookText text = new RunbookText();
        new RunbookHead(flow, table, commands.target()).write(text);
        RunbookSteps steps = new RunbookSteps(table, commands, text);
        switch (flow) {
            case DELETED_ITEMS -> steps.deletedItems();
            case BAD_DEPLOYMENT -> steps.badDeployment();
            case DELETED_TABLE -> steps.deletedTable();
            case OTHER_REGION -> steps.otherRegion();
        }
        return text.text();
    }
}
