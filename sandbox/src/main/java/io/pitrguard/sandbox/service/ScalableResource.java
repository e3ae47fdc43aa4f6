package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be scaled: reads or writes of a table or an index (API reference, RegisterScalableTarget).
 *
 * @param id such as {@code table/orders} or {@code table/orders/index/by-day}
 * @param dimension such as {@code dynamodb:table:ReadCapacityUnits}
 */
record ScalableResource(String id, String dimension) {

    private static final Pattern ID =
            Pattern.compile("table/([a-zA-Z0-9_.-]{3,255})(?:/index/([a-zA-Z0-9_.-]{3,255}))?");
    private static final Pattern DIMENSION = Pattern.compile("dynamodb:(table|index):(Read|Write)CapacityUnits");

    static ScalableResource of(Input input) {
        requireNamespace(input);
        String id = input.text("ResourceId").orElseThrow(() -> Errors.missing("resourceId"));
        String dimension = input.text("ScalableDimension").orElseThrow(() -> Errors.missing("scalableDimension"));
        Matcher matcher = ID.matcher(id);
        boolean right = matcher.matches()
                && DIMENSION.matcher(dimension).matches()
                && dimension.startsWith("dynamodb:index:") == (matcher.group(2) != null);
        if (!right) {
            throw Errors.validation("Unsupported service namespace, resource type or scalable dimension");
        }
        return new ScalableResource(id, dimension);
    }

    /** Refuses a request without a namespace, or with one that the sandbox does not have. */
    static void requireNamespace(Input input) {
        String namespace = input.text("ServiceNamespace").orElseThrow(() -> Errors.missing("serviceNamespace"));
        if (!namespace.equals("dynamodb")) {
            throw Errors.validation("the sandbox scales dynamodb only, not " + namespace);
        }
    }

    String key() {
        return id + '|' + dimension;
    }

    String table() {
        return matched().group(1);
    }

    /** Returns the index; empty for the table itself. */
    Optional<String> index() {
        return Optional.ofNullable(matched().group(2));
    }

    boolean reads() {
        return dimension.endsWith(":ReadCapacityUnits");
    }

    /** Returns the registered target. */
    ObjectNode target(Account account) {
        return account.named().targets().find(key()).orElseThrow(this::notRegistered);
    }

    /** Returns an object that names it. */
    ObjectNode view() {
        return Json.object()
                .put("ServiceNamespace", "dynamodb")
                .put("ResourceId", id)
                .put("ScalableDimension", dimension);
    }

    private ServiceError notRegistered() {
        return ServiceError.client(
                "ObjectNotFoundException",
                "No scalable target registered for service namespace: dynamodb, resource ID: %s, scalable dimension: %s"
                        .formatted(id, dimension));
    }

    private Matcher matched() {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalStateException(id);
        }
        return matcher;
    }
}
