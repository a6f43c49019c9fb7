package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The keys, the file of their defaults and the reference page say the same. */
class KeysTest {
  private static final Path DEFAULTS = Path.of("conf", "holdfast-default.xml");
  private static final Path REFERENCE = Path.of("src", "site", "markdown", "reference.md");
  private static final String HEADING = "## Keys";
  private static final String ROW = "| `holdfast.";

  @Test
  void fileOfDefaultsHoldsEveryKey() throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(DEFAULTS.toFile())
            .getDocumentElement();
    NodeList properties = root.getElementsByTagName("property");
    List<List<String>> found = new ArrayList<>();
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      found.add(
          List.of(text(property, "name"), text(property, "value"), text(property, "description")));
    }
    assertThat(found)
        .isEqualTo(
            Keys.all().stream()
                .map(key -> List.of(key.name(), key.defaultValue().toString(), key.meaning()))
                .toList());
  }

  private static String text(Element property, String child) {
    NodeList children = property.getElementsByTagName(child);
    assertThat(children.getLength()).isEqualTo(1);
    return children.item(0).getTextContent().strip().replaceAll("\\s+", " ");
  }

  @Test
  void fileOfDefaultsSetsTheDefaults() {
    Configuration conf = new Configuration(false);
    conf.addResource(new org.apache.hadoop.fs.Path(DEFAULTS.toUri()));
    for (Key<?> key : Keys.all()) {
      assertThat(conf.get(key.name())).isNotNull();
      assertThat((Object) key.get(conf)).isEqualTo(key.defaultValue());
    }
  }

  @Test
  void referencePageHoldsEveryKey() throws IOException {
    List<String> rows =
        Files.readAllLines(REFERENCE).stream()
            .dropWhile(line -> !line.equals(HEADING))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith(ROW))
            .toList();
    assertThat(rows).hasSameSizeAs(Keys.all());
    for (int i = 0; i < rows.size(); i++) {
      Key<?> key = Keys.all().get(i);
      assertThat(rows.get(i)).startsWith("| `" + key.name() + "` | `" + key.defaultValue() + "` |");
    }
  }
}
