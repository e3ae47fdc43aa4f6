package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Trail;
import io.pitrguard.sandbox.state.TrailSelectors;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;

/** Which events a trail logs. */
final class SelectorOperations {

    private static final String NAME = "TrailName";

    private SelectorOperations() {}

    /** AWS shows selectors in the home region only; anywhere else it does not find the trail. */
    static ObjectNode get(Input input, Account account) {
        Trail trail = TrailNames.require(input, NAME, account);
        if (trail.shadowIn(account.location())) {
            throw TrailErrors.notFound(trail.arn(), account.location());
        }
        return view(trail.arn(), trail.selectors());
    }

    /** The new selectors replace all old ones, basic or advanced. */
    static ObjectNode put(Input input, Account account) {
        Trail trail = TrailNames.requireOwn(input, NAME, account);
        TrailSelectors selectors = EventSelectors.read(input);
        account.trails().change(trail.arn(), old -> old.with(selectors));
        return view(trail.arn(), selectors);
    }

    /** A trail has one kind of selectors; the other member is left out. */
    private static ObjectNode view(String arn, TrailSelectors selectors) {
        ObjectNode answer = Json.object().put("TrailARN", arn);
        answer.set(EventSelectors.member(selectors), EventSelectors.list(selectors));
        return answer;
    }
}
