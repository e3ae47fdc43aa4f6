package io.pitrguard.sandbox.state;

/**
 * Where AWS Config delivers to.
 *
 * @param description JSON, as the owner gave it
 */
public record DeliveryChannel(String name, String description) {}
