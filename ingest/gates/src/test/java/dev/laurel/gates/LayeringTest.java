package dev.laurel.gates;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel.gates", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule knowsTheVocabularyOnly = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.laurel..")
                    .and(resideOutsideOfPackages("dev.laurel.gates..", "dev.laurel.schema.."))
                    .or(resideInAnyPackage("io.quarkus..", "jakarta..", "picocli..", "org.apache.kafka..")));

    @ArchTest
    static final ArchRule personalDataKnowsNoGates = noClasses()
            .that()
            .resideInAPackage("..gates.personal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.laurel.gates");
}
