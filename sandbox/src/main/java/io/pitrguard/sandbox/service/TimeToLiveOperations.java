package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TimeToLive;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;

/** UpdateTimeToLive, once per hour per table, and DescribeTimeToLive (API reference of both). */
final class TimeToLiveOperations {

    private static final String SPECIFICATION = "timeToLiveSpecification";
    private static final int LONGEST = 255;

    private TimeToLiveOperations() {}

    static ObjectNode describe(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        TableState table = account.tables().find(name).orElseThrow(() -> Errors.resourceNotFound(name));
        String status = table.statusAt(account.now());
        if (status.equals("CREATING") || status.equals("DELETING")) {
            throw Errors.validation("Cannot describe time to live while table is in " + status
                    + " state: Current table state is " + status);
        }
        TimeToLive ttl = table.settings().timeToLive();
        ObjectNode view = Json.object().put("TimeToLiveStatus", ttl.status(account.now()));
        if (ttl.enabled()) {
            view.put("AttributeName", ttl.attribute());
        }
        return Json.object().set("TimeToLiveDescription", view);
    }

    static ObjectNode update(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        Input specification =
                input.structure("TimeToLiveSpecification").orElseThrow(() -> Errors.missing(SPECIFICATION));
        boolean enable = specification.flag("Enabled").orElseThrow(() -> Errors.missing(SPECIFICATION + ".enabled"));
        String attribute = attribute(specification);
        SettingErrors.update(name, account, table -> changed(table, enable, attribute, account));
        return Json.object()
                .set(
                        "TimeToLiveSpecification",
                        Json.object().put("Enabled", enable).put("AttributeName", attribute));
    }

    private static TableState changed(TableState table, boolean enable, String attribute, Account account) {
        Instant now = account.now();
        TimeToLive old = SettingErrors.requireIdle(table, now).settings().timeToLive();
        requireDifferent(old, enable, attribute);
        if (!old.mayChange(now)) {
            throw Errors.validation("Time to live has been modified multiple times within a fixed interval");
        }
        Instant settled = now.plus(account.tables().updateTimes().table());
        return table.withSettings(table.settings().with(new TimeToLive(enable ? attribute : null, now, settled)));
    }

    private static void requireDifferent(TimeToLive old, boolean enable, String attribute) {
        if (old.enabled() && !attribute.equals(old.attribute())) {
            throw Errors.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + old.attribute());
        }
        if (old.enabled() == enable) {
            throw Errors.validation("TimeToLive is already " + (enable ? "enabled" : "disabled"));
        }
    }

    private static String attribute(Input specification) {
        String member = SPECIFICATION + ".attributeName";
        String attribute = specification.text("AttributeName").orElseThrow(() -> Errors.missing(member));
        if (attribute.isEmpty() || attribute.length() > LONGEST) {
            throw Errors.constraint(attribute, member, "Member must have length between 1 and " + LONGEST);
        }
        return attribute;
    }
}
