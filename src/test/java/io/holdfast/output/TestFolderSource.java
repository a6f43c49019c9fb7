package io.holdfast.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a folder of its own on some file system: that is all a contract asks for. */
abstract class TestFolderSource implements ParameterResolver {
  /** Makes a folder of a name that nobody else has. */
  abstract TestFolder create(String name, ExtensionContext context) throws IOException;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestFolder.class;
  }

  @Override
  public TestFolder resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(Namespace.create(TestFolderSource.class))
        .computeIfAbsent(TestFolder.class, key -> create(context), TestFolder.class);
  }

  private TestFolder create(ExtensionContext context) {
    try {
      return create("holdfast-" + UUID.randomUUID(), context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
