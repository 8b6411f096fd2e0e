/** What is used of pdfmake; the types that exist for it bring those of browsers along. */
declare module 'pdfmake' {
  type Margin = readonly [number, number, number, number];
  interface Look {
    readonly font?: string;
    readonly fontSize?: number;
    readonly bold?: boolean;
    readonly color?: string;
    readonly lineHeight?: number;
    readonly alignment?: 'left' | 'right';
    readonly margin?: Margin;
    readonly width?: number | '*';
    readonly unbreakable?: boolean;
  }
  type Runs = string | readonly (Look & { readonly text: string })[];
  type Content = Look & ({ readonly text: Runs } | { readonly ul: readonly Content[] } | { readonly stack: readonly Content[] } | { readonly columns: readonly Content[] });
  interface Definition {
    readonly info: Readonly<Record<'title' | 'subject' | 'creator' | 'producer', string>> & { readonly creationDate: Date; readonly modDate: Date };
    readonly pageSize: 'A4';
    readonly pageMargins: Margin;
    readonly lang: string;
    readonly defaultStyle: Look;
    readonly footer: (page: number, pages: number) => Content;
    readonly content: readonly Content[];
  }
  interface Maker {
    /** Fonts by name, with the paths of their files. */
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Buffer> };
  }
  export type { Content };
  const maker: Maker;
  export default maker;
}
