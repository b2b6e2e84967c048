def main() -> None:
    import sys
    from yshj.catalogue.load import load
    from yshj.errors import CatalogueError
    try:
        c = load(sys.argv[2])
        print(len(c.items), len(c.targets))
    except CatalogueError as e:
        print(e.text.en)
        sys.exit(2)
