package io.pitrguard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.service.ItemCapture;
import io.pitrguard.sandbox.service.Notifications;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigAggregators;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.state.ConfigItems;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.ItemStatus;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Json;
import java.util.Map;
import java.util.Optional;

/** AWS Config in a region of an account: what it recorded of tables, the events for its rules, and their answers. */
public final class SandboxConfig {

    private final Account account;

    SandboxConfig(Account account) {
        this.account = account;
    }

    /** Returns the rules. */
    public SandboxRules rules() {
        return new SandboxRules(account);
    }

    /**
     * Returns what the console shows for a rule: the newest verdict by resource id, without those that do not apply.
     *
     * @throws IllegalArgumentException when there is no such rule
     */
    public Map<String, Evaluation> dashboard(String rule) {
        return rules().get(rule).dashboard();
    }

    /**
     * Records the table as it is now, and returns the invoking event that AWS Config sends for it.
     *
     * @throws IllegalArgumentException when there is no such table
     */
    public String record(String table) {
        return change(live(table));
    }

    /** Returns a copy with an item that has no supplementary configuration. */
    public String recordWithoutBackups(String table) {
        return change(live(table).withoutSupplementary());
    }

    /** Returns a copy with an item that is too big for a notification: the invoking event holds its summary only. */
    public String recordOversized(String table) {
        ConfigItem item = live(table);
        ObjectNode event = Notifications.oversized(item, previous(item), account.location());
        return kept(item, event);
    }

    /** Records that a table was deleted, and returns the invoking event; it may still be there, or be there again. */
    public String recordDeleted(String table) {
        return recordBare(table, ItemStatus.DELETED);
    }

    /** Records an item without configuration, for a status that shows none, and returns the invoking event. */
    public String recordBare(String table, ItemStatus status) {
        if (status.showsConfiguration()) {
            throw new IllegalArgumentException("an item in the status " + status + " shows a configuration");
        }
        return change(ItemCapture.bare(table, status, account));
    }

    /** Returns the invoking event of a periodic evaluation that is due now. */
    public String schedule() {
        return Json.text(Notifications.scheduled(account.now(), account.location()));
    }

    /** Lets the next evaluations of a resource come back as FailedEvaluations, that many times; they are not recorded. */
    public SandboxConfig failEvaluations(String resourceId, int times) {
        account.config().rules().fail(resourceId, times);
        return this;
    }

    /**
     * Sets up a running recorder of all types, as a sandbox begins, or takes it away; without a recorder there
     * is no history.
     */
    public SandboxConfig recorder(boolean present) {
        if (present) {
            account.config().recorders().install(account.location(), account.now());
        } else {
            account.config().recorders().clear();
        }
        return this;
    }

    /** Creates an aggregator of the organization: it shows all its accounts in all regions. */
    public SandboxConfig aggregator(String name) {
        return aggregator(name, true);
    }

    /** Creates an aggregator of all accounts of the organization, or of this account and region alone. */
    public SandboxConfig aggregator(String name, boolean ofOrganization) {
        account.config().aggregators().put(new ConfigAggregators.Aggregator(name, ofOrganization));
        return this;
    }

    /** Returns the configuration recorder; what it is asked fails while there is none. */
    public SandboxRecorder recorder() {
        return new SandboxRecorder(account);
    }

    private ConfigItem live(String table) {
        TableState state = account.tables()
                .find(table)
                .orElseThrow(() -> new IllegalArgumentException("there is no table '" + table + "'"));
        boolean known = items().latest(ConfigItem.TABLE, table)
                .filter(latest -> latest.status().showsConfiguration())
                .isPresent();
        return ItemCapture.of(state, known ? ItemStatus.OK : ItemStatus.DISCOVERED, account);
    }

    private String change(ConfigItem item) {
        return kept(item, Notifications.change(item, previous(item), account.location()));
    }

    private String kept(ConfigItem item, ObjectNode event) {
        items().add(item);
        return Json.text(event);
    }

    private Optional<ConfigItem> previous(ConfigItem item) {
        return items().latest(item.resourceType(), item.resourceId());
    }

    private ConfigItems items() {
        return account.config().items();
    }
}
